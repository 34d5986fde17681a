"""What a mapping says: which column of which file means what, and how what is wrong with a table is repaired."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, create_model, field_validator, model_validator

from simulation.declare import setting
from simulation.importing.days import ORDERS, order_named
from simulation.importing.keys import is_nobody
from simulation.measures import MEASURES
from simulation.scenario.schema import Slug
from simulation.settings import Settings
from simulation.words.nearest import unknown

Level = Literal["staff", "team_lead", "middle_manager", "executive"]
PeopleRole = Literal[
    "person", "manager", "email", "name", "first_name", "last_name", "unit", "parent_unit", "department", "country",
    "function", "level", "fte", "desk", "status", "type", "hired", "left", "count", "date", "dotted",
]  # fmt: skip
TieRole = Literal["from", "to", "weight", "period"]
Header = Annotated[str, StringConstraints(min_length=1, max_length=500)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Day = date
GROUP_MEASURES: Final = ("people", "contributions")
SEPARATOR_NAMES: Final = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}


class Format(Settings):
    """How a file is written; what is left out is found, and the report says what was found."""

    separator: str = setting("auto", meaning="sign between cells: , ; | tab, or auto")
    encoding: str = setting("auto", meaning="encoding of the text, such as utf-8 or cp1252, or auto")
    decimal: Literal["auto", ".", ","] = setting("auto", meaning="decimal sign")
    date: str = setting("auto", meaning="order of days: day_first, month_first, year_first, a pattern, or auto")
    sheet: str | None = setting(None, meaning="sheet of a spreadsheet; needed where there are several")
    header_line: int = setting(1, meaning="line that holds the headers", low=1, high=1000)
    skip_rows: int = setting(0, meaning="rows after the header that hold no data, such as labels", low=0, high=100)

    @field_validator("separator")
    @classmethod
    def _one_sign(cls, given: str) -> str:
        found = SEPARATOR_NAMES.get(given, given)
        if found != "auto" and (len(found) != 1 or found in '"\r\n'):
            raise ValueError("separator must be one sign such as , or ; or tab, or auto")
        return found

    @field_validator("date")
    @classmethod
    def _order(cls, given: str) -> str:
        found = order_named(given)
        if found not in (*ORDERS, "auto"):
            raise ValueError(f"date must be {', '.join(ORDERS)}, auto, or a pattern such as DD.MM.YYYY")
        return found


if TYPE_CHECKING:
    LevelSource = Settings
    SiloSource = Settings
else:  # `from` is a word of Python's, so these fields cannot be declared in a class
    LevelSource = create_model(
        "LevelSource",
        __base__=Settings,
        **{"from": (Literal["tree", "column"], setting("tree", meaning="levels come from the tree, or from a column"))},
    )
    SiloSource = create_model(
        "SiloSource",
        __base__=Settings,
        **{"from": (Literal["unit", "tree"], setting("unit", meaning="silos are the units, or parts of the tree"))},
    )


class Levels(LevelSource):
    """Where the four levels come from; ``names`` says which one a column's value means where it is not its name."""

    names: dict[str, Level] = setting({}, meaning="level that each value of the column means")

    @property
    def by_column(self) -> bool:
        """Whether a column states levels."""
        return bool(getattr(self, "from") == "column")


class MappedSilos(SiloSource):
    """What counts as a silo."""

    subtree_depth: int | None = setting(
        None, meaning="with this, silos are what hangs below the people at this depth of the tree", low=1, high=20
    )


class Repair(Settings):
    """What is done with what is wrong; without a word it is refused."""

    missing_manager: Literal["refuse", "unit_head", "skip_up", "root"] = setting(
        "refuse",
        meaning="people whose manager is not in the table report to the head of their unit, to the missing one's "
        "manager (where the table has left people), or to nobody",
    )
    cycle: Literal["refuse"] = setting("refuse", meaning="rings of people who report to each other")
    duplicate: Literal["refuse", "first", "last", "larger"] = setting(
        "refuse", meaning="which row of a person counts: the first, the last, or that with the larger FTE"
    )
    leading_zeros: bool = setting(False, meaning="keys are the same whether zeros stand in front or not")
    letter_case: bool = setting(False, meaning="keys are the same in capital and in small letters")
    missing_unit: Literal["refuse", "above", "manager", "own"] = setting(
        "refuse",
        meaning="people without a unit belong to that of the row above (merged cells), to their manager's, or "
        "to one called 'no unit'",
    )
    similar_names: Literal["refuse", "merge"] = setting(
        "refuse", meaning="names that differ in case or gaps only become one, written as most rows have it"
    )


class PeopleTable(Settings):
    """A table of people, or of posts where a column counts them."""

    file: FileName = setting(meaning="file beside the mapping")
    format: Format = setting(Format(), meaning="how the file is written")
    columns: dict[PeopleRole, Header] = setting(meaning="header of each column that is read")
    drop: tuple[str, ...] = setting((), meaning="headers of columns that are not read")
    manager_is: Literal["person", "email", "name"] = setting("person", meaning="key by which the manager is named")
    fte_is: Literal["auto", "share", "percent"] = setting("auto", meaning="unit of FTE: 1 or 100 is full time")
    as_of: date | None = setting(None, meaning="day on which people must be there")
    keep: dict[Literal["status", "type"], tuple[str, ...]] = setting({}, meaning="values of a column that stay")
    cut_brackets: bool = setting(
        False, meaning="names of units are read without what stands in brackets at their end, such as who leads them"
    )
    root_values: tuple[str, ...] = setting(
        (), meaning="what stands in place of a manager where there is none, beside words such as none, n/a and -"
    )
    levels: Levels = setting(Levels(), meaning="where levels come from")
    silo: MappedSilos = setting(MappedSilos(), meaning="what counts as a silo")
    repair: Repair = setting(Repair(), meaning="what is done with what is wrong")
    span_above: int = setting(
        30, meaning="direct reports in one team beyond which it is cut into work groups", unit="people", low=2, high=250
    )
    work_group: int = setting(10, meaning="largest work group", unit="people", low=2, high=250)

    def is_root(self, key: str) -> bool:
        """Return whether a manager's key, as `keys.key_text` has it, stands for nobody."""
        return is_nobody(key) or key.casefold() in {each.casefold() for each in self.root_values}

    @model_validator(mode="after")
    def _enough(self) -> Self:
        roles = self.columns
        if "person" not in roles and "count" not in roles:
            raise ValueError("columns needs person, the key of each row, or count, the posts in each row")
        if "person" in roles and "count" in roles:
            raise ValueError("columns has person and count: a row is one person, or so many posts")
        if not roles.keys() & {"unit", "manager", "department"}:
            raise ValueError("columns needs unit or manager, else there is nothing to build from")
        if (
            self.manager_is in ("email", "name")
            and "manager" in roles
            and not roles.keys() & {self.manager_is, "person"}
            and not (self.manager_is == "name" and {"first_name", "last_name"} <= roles.keys())
        ):
            raise ValueError(f"manager_is: {self.manager_is} needs the column {self.manager_is}")
        return self


class OwnTables(Settings):
    """Tables that `wandel organisation` wrote."""

    people: FileName = setting(meaning="people.parquet beside the mapping")
    ties: FileName = setting(meaning="ties.parquet beside the mapping")


class TieTable(Settings):
    """A table of ties between people."""

    file: FileName = setting(meaning="file beside the mapping")
    format: Format = setting(Format(), meaning="how the file is written")
    columns: dict[TieRole, Header] = setting(meaning="header of each column that is read")
    drop: tuple[str, ...] = setting((), meaning="headers of columns that are not read")
    between: Literal["people", "groups"] = setting(
        "people", meaning="whom the rows tie: people, or units, whose ties set the silo barrier and make no people"
    )
    within: tuple[str, ...] = setting(("Within Group",), meaning="groups: what stands for ties within the own unit")
    without: tuple[str, ...] = setting(("Unclassified Collaborators",), meaning="groups: what is none of the units")
    direction: Literal["either", "both"] = setting(
        "either", meaning="either: who is named by one is tied; both: only who name each other"
    )
    at_least: float | None = setting(None, meaning="least sum of weights of a tie", low=0, high=1e12)
    strongest: int | None = setting(None, meaning="ties of each person that count, the strongest ones", low=1, high=250)
    complete: bool = setting(False, meaning="these are all ties that there are; no others are drawn")
    others: Literal["generate", "none"] = setting("generate", meaning="ties that the table does not have")
    negative: Literal["refuse", "leave_out"] = setting("refuse", meaning="rows with a negative weight or none")
    leading_zeros: bool = setting(False, meaning="keys are the same whether zeros stand in front or not")

    @model_validator(mode="after")
    def _both_ends(self) -> Self:
        if not {"from", "to"} <= self.columns.keys():
            raise ValueError("columns needs from and to, the keys of the two people")
        if self.at_least is not None and self.strongest is not None:
            raise ValueError("at_least and strongest are two ways to choose ties: give one")
        return self

    @property
    def are_all(self) -> bool:
        """Whether no other ties are drawn."""
        return self.complete or self.others == "none"


class UsageTable(Settings):
    """A table of use: counts by day (series), a row for each account (people), or for each community (groups)."""

    file: FileName = setting(meaning="file beside the mapping")
    format: Format = setting(Format(), meaning="how the file is written")
    kind: Literal["series", "people", "days", "groups"] = setting(
        "series", meaning="what a row is: a day, an account, an account on a day, a group"
    )
    date: Header | None = setting(None, meaning="column of the day that a row is of")
    day: Day | None = setting(None, meaning="day of all rows, where no column says it")
    period_days: int | None = setting(
        None, meaning="days over which people were counted, where they differ from the measure's", low=1, high=400
    )
    measures: dict[str, Header] = setting(
        meaning="column of each measure: its count in a series; for people the day of the first log-in (registered), "
        "the day of the last activity, or what is above 0 for those who count; with metric what stands in that column"
    )
    metric: Header | None = setting(None, meaning="series: column that says what a row counts, for tables in long form")
    value: Header | None = setting(None, meaning="with metric: column of the counts")
    unit: Header | None = setting(None, meaning="column of the unit, called as the silos are")
    person: Header | None = setting(None, meaning="column of a person's key, by which the unit is found")
    left: Header | None = setting(
        None, meaning="with the day of the first log-in: that on which the account was closed"
    )
    open: Header | None = setting(None, meaning="groups: column that says whether everybody may read")
    open_values: tuple[str, ...] = setting(
        ("public", "open", "öffentlich", "offen"), meaning="groups: what stands there for an open one"
    )
    drop: tuple[str, ...] = setting((), meaning="headers of columns that are not read")

    @model_validator(mode="after")
    def _known(self) -> Self:
        known = [*MEASURES] if self.kind != "groups" else [*GROUP_MEASURES]
        for name in self.measures:
            if name not in known:
                raise ValueError(unknown("measure", name, known))
        if self.kind in ("series", "days") and self.date is None:
            raise ValueError(f"kind {self.kind} needs date, the column of days")
        if self.kind == "days" and self.person is None:
            raise ValueError("kind days needs person, the column of keys")
        if (self.metric is None) != (self.value is None) or (self.metric and self.kind != "series"):
            raise ValueError("metric and value belong together, in a series: what a row counts, and the count")
        if self.kind == "people" and set(self.measures) - {"registered"} and self.date is None and self.day is None:
            raise ValueError("counts of people need date or day: when they were counted")
        return self

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers of all columns that are read."""
        named = (self.date, self.unit, self.person, self.left, self.open, self.metric, self.value)
        counted = () if self.metric else self.measures.values()
        return tuple(dict.fromkeys([*counted, *(name for name in named if name is not None)]))


class MappedItem(Settings):
    """One question of a survey."""

    measure: Literal["belief", "norm", "skill", "habit"] = setting(meaning="what the question asks for")
    scale: dict[str, float] = setting(meaning="number of each answer, as it stands in the file")


class SurveyTable(Settings):
    """A table with a row for each answer sheet."""

    file: FileName = setting(meaning="file beside the mapping")
    format: Format = setting(Format(), meaning="how the file is written")
    header_rows: int = setting(1, meaning="lines of headers; the first has the names", low=1, high=10)
    day: date | None = setting(
        None, meaning="day that the survey is of; without it answers are told and compared to nothing"
    )
    unit: Header | None = setting(None, meaning="column of the unit, called as the silos are")
    question: Header | None = setting(None, meaning="column that says which question a row is about, in long form")
    answer: Header | None = setting(None, meaning="with question: column of the answers")
    count: Header | None = setting(
        None, meaning="with question: how many people answered, where each answer is a mean within the scale"
    )
    items: dict[Header, MappedItem] = setting(meaning="questions by header, or as they stand in question")
    finished: dict[Header, tuple[str, ...]] = setting(
        {}, meaning="column and its values of sheets that count; * is any"
    )
    invited: int | None = setting(None, meaning="people who were asked", unit="people", low=1, high=2_000_000)
    drop: tuple[str, ...] = setting((), meaning="headers of columns that are not read")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.question is None) != (self.answer is None) or (self.count and self.question is None):
            raise ValueError("question and answer belong together, and count to them")
        return self

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers of all columns that are read."""
        named = (self.unit, self.question, self.answer, self.count)
        asked = () if self.question else self.items
        return tuple(dict.fromkeys([*asked, *self.finished, *(name for name in named if name is not None)]))


class Privacy(Settings):
    """What is kept of whom."""

    minimum_group: int = setting(5, meaning="people that a printed number stands for at least", low=1, high=1000)
    keep_key: Literal["none", "file"] = setting(
        "none",
        meaning="none: the order of people is drawn anew in each import; file: key.txt beside the mapping keeps it",
    )


class MappedRun(Settings):
    """The run that observations belong to."""

    start: date | None = setting(None, meaning="first day of week 0, such as the launch of the platform")
    weeks: int | None = setting(
        None, meaning="length of the run; two years, or one beyond the last observation", unit="weeks", low=1, high=1040
    )


class Mapping(Settings):
    """A whole mapping."""

    name: Slug = setting("my-company", meaning="short name of the scenario")
    title: Annotated[str, StringConstraints(max_length=200)] = setting("", meaning="title shown in results")
    own: OwnTables | None = setting(None, meaning="tables that `wandel organisation` wrote, taken as they are")
    people: Annotated[tuple[PeopleTable, ...], Field(max_length=50)] = setting(
        (), meaning="table of people, or a list of several that together are the company"
    )
    headcount: int | None = setting(
        None, meaning="people of the company, where there is no table of them", unit="people", low=50, high=2_000_000
    )
    ties: Annotated[tuple[TieTable, ...], Field(max_length=20)] = setting((), meaning="tables of ties between people")
    usage: Annotated[tuple[UsageTable, ...], Field(max_length=50)] = setting((), meaning="tables of use")
    survey: Annotated[tuple[SurveyTable, ...], Field(max_length=50)] = setting((), meaning="tables of answers")
    privacy: Privacy = setting(Privacy(), meaning="what is kept of whom")
    run: MappedRun = setting(MappedRun(), meaning="time of the run")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.own is not None:
            if self.people or self.ties:
                raise ValueError("own is a whole organisation: people and ties cannot stand beside it")
            return self
        alone = any(each.between == "people" for each in self.ties)
        if not self.people and (alone or not (self.usage or self.survey or self.ties)):
            raise ValueError("people is missing: a table of people, or else tables of use or answers")
        return self
