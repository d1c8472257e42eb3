"""Which language to speak: PLANCMP_LANG, else the locale."""

import os


def language() -> str:
    """ "zh" or "en"."""
    told = os.environ.get("PLANCMP_LANG", "")
    if told in {"zh", "en"}:
        return told
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"
