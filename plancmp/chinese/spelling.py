"""How Chinese is spelt in Latin letters, by pypinyin where it is installed."""


def spell_syllables(text: str) -> list[str]:
    """The sound of each Chinese character without tones, "lv" for ü; Latin letters and digits stay, in lower case, all else
    goes. Raises ImportError where pypinyin is not installed.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take longer to load than most answers need

    sounds = ("".join(c for c in sound.lower() if c.isascii() and c.isalnum()) for sound in lazy_pinyin(text))
    return [sound for sound in sounds if sound]
