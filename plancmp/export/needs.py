"""Libraries that only some writers need."""

from importlib import import_module
from typing import Any

from plancmp.problems import PlancmpError
from plancmp.words import Text


def need(module: str, extra: str) -> Any:
    """The module, untyped as it comes. Raises PlancmpError (exit code 2) that says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        command = f"pip install 'plancmp[{extra}]'"
        raise PlancmpError(
            Text(
                f"写 {extra} 需要 {library}，尚未安装：{command}",
                f"{extra} needs {library}, which is not installed: {command}",
            )
        ) from error
