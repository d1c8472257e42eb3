"""One file of plans, read against the places and indicators of all and without the other plans."""

from plancmp.model import Collection
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import read_file
from plancmp.reading.references import reference_problems


def plans_alone(content: str, path: str, core: Collection) -> Loaded | None:
    """The plans in a file's content, with its problems of syntax, structure and references; None where it is more than
    plans, or no file of ours at all.
    """
    shaped, marks = read_file(content, path)
    document = shaped.document
    if document is None or document.places or document.indicators or {k for k, _ in shaped.left_out} - {"plans"}:
        return None
    loaded = Loaded(
        Collection(core.places, core.indicators, document.plans),
        (path,),
        shaped.problems,
        {path: marks},
        {},
        {("plans", ident): path for ident in document.plans},
        shaped.left_out,
        shaped.whole,
    )
    return loaded._replace(problems=(*shaped.problems, *reference_problems(loaded, definitions=False)))
