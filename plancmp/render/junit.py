"""Problems as JUnit XML, which most CI services show: a suite a file, a failed case a problem."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plancmp.check.engine import Checked
from plancmp.problems import Problem
from plancmp.render.plain import clean
from plancmp.render.problems import problem_text


def junit(checked: Checked, lang: str) -> str:
    """A file without a problem is a suite with one passed case; a warning is a case that is no failure, with its text."""
    by_path: dict[str, list[Problem]] = {path: [] for path in checked.paths}
    for problem in checked.problems:
        by_path.setdefault(problem.mark.path, []).append(problem)
    cases = sum(max(1, len(problems)) for problems in by_path.values())
    root = Element("testsuites", name="plancmp check", tests=str(cases), failures=str(checked.errors))
    for path, problems in by_path.items():
        failures = sum(p.level == "error" for p in problems)
        suite = SubElement(
            root, "testsuite", name=_xml(path), tests=str(max(1, len(problems))), failures=str(failures), errors="0"
        )
        if not problems:
            SubElement(suite, "testcase", classname=_xml(path), name="plancmp check")
        for problem in problems:
            _case(suite, problem, checked, lang)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _case(suite: Element, problem: Problem, checked: Checked, lang: str) -> None:
    name = f"{problem.rule} {problem.mark.line}:{problem.mark.column}"
    case = SubElement(suite, "testcase", classname=_xml(problem.mark.path), name=name, file=_xml(problem.mark.path))
    if problem.mark.line:
        case.set("line", str(problem.mark.line))
    text = problem_text(problem, checked.lines.get(problem.mark.path, ()), lang)
    if problem.level == "error":
        failure = SubElement(case, "failure", type=problem.rule, message=_xml(problem.message.in_language(lang)))
        failure.text = _xml(text)
    else:
        SubElement(case, "system-out").text = _xml(text)


def _xml(text: str) -> str:
    """Lines without the characters that XML does not allow."""
    return "\n".join(clean(line).replace("\ufffe", " ").replace("\uffff", " ") for line in text.split("\n"))
