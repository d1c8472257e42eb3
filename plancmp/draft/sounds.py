"""Chinese words by their sound, to make ids of names."""

from plancmp.problems import PlancmpError
from plancmp.words import Text


def spell_sounds(text: str) -> str:
    """The sound of Chinese characters without tones, "lv" for ü; Latin letters and digits stay, in lower case, all else goes.

    Raises PlancmpError (exit code 2) where pypinyin is not installed.
    """
    try:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take longer to load than most drafts need
    except ImportError as error:
        raise PlancmpError(
            Text(
                "起草需要 pypinyin：pip install 'plancmp[documents]'",
                "drafting needs pypinyin: pip install 'plancmp[documents]'",
            )
        ) from error
    sounds = "".join(lazy_pinyin(text)).lower()
    return "".join(c for c in sounds if c.isascii() and c.isalnum())
