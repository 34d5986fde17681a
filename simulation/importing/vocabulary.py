"""What headers of people's tables mean, in German and English, as systems of human resources write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from simulation.importing.mapping import PeopleRole

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def bare(header: str) -> str:
    """Return a header for comparing: lower case letters and digits, umlauts written out, units in brackets left out.

    ``#`` is a number.
    """
    text = re.sub(r"\([^)]*\)|\[[^]]*\]", "", header).casefold().translate(_UMLAUTS).replace("#", "number")
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9%]", "", "".join(each for each in plain if not unicodedata.combining(each)))


ROLES: Final[dict[PeopleRole, tuple[str, ...]]] = {
    "person": (
        "personalnummer", "personalnr", "persnr", "pernr", "personnelnumber", "personnelno", "mitarbeiternummer",
        "mitarbeiternr", "mitarbeiterid", "employeeid", "employeenumber", "employeeno", "empid", "empno", "workerid",
        "workdayid", "personid", "userid", "postuniquereference", "stammnummer", "staffid", "staffnumber", "id",
    ),
    "manager": (
        "vorgesetztenid", "vorgesetztennummer", "vorgesetzterpersonalnummer", "personalnummervorgesetzter",
        "fuehrungskraftid", "managerid", "manageremployeeid", "managernumber", "managerworkerid", "supervisorid",
        "supervisoremail", "manageremail", "vorgesetzteremail", "reportstoseniorpost", "reportingseniorpost",
        "reportsto", "reportstoid", "linemanager", "linemanagerid", "directmanager", "directmanagerid", "manager",
        "supervisor", "vorgesetzter", "vorgesetzte", "direktervorgesetzter", "fuehrungskraft",
        "disziplinarischervorgesetzter",
        "leiter", "boss",
    ),
    "dotted": (
        "functionalmanager", "functionalmanagerid", "dottedlinemanager", "dottedline", "matrixmanager",
        "matrixmanagerid", "fachlichervorgesetzter", "fachvorgesetzter", "secondmanager", "secondarymanager",
    ),
    "email": (
        "workemail", "email", "emailaddress", "emailadresse", "businessemail", "emailwork", "mail", "userprincipalname",
        "contactemail", "dienstlicheemail",
    ),
    "name": (
        "name", "fullname", "displayname", "mitarbeiter", "employee", "employeename", "mitarbeitername", "worker",
        "workername", "preferredname", "nachnamevorname", "vornamenachname", "lastnamefirstname", "anzeigename",
        "vollstaendigername", "username",
    ),
    "first_name": ("firstname", "vorname", "givenname", "forename", "rufname", "legalfirstname", "preferredfirstname"),
    "last_name": ("lastname", "nachname", "surname", "familyname", "familienname", "legallastname", "name"),
    "unit": (
        "unit", "bereich", "unternehmensbereich", "geschaeftsbereich", "businessunit", "division", "sparte", "ressort",
        "organisationseinheit", "organisationseinheitname", "orgeinheit", "oe", "organizationalunit", "orgunit",
        "supervisoryorganization", "organization", "organisation", "costcenterhierarchy",
    ),
    "department": ("abteilung", "abteilungsname", "department", "departmentname", "departmentid", "dept", "team"),
    "parent_unit": ("parentunit", "parentdepartment", "uebergeordneteeinheit", "parentorganization"),
    "country": (
        "country", "land", "countrycode", "laendercode", "countryregion", "standort", "location", "site", "arbeitsort",
        "dienstort", "office", "city", "ort", "region",
    ),
    "function": (
        "function", "funktion", "functiontype", "jobfamily", "jobfunction", "professionaloccupationalgroup",
        "berufsgruppe", "funktionsbereich", "taetigkeitsbereich",
    ),
    "fte": (
        "fte", "bg", "bg%", "fte%", "beschaeftigungsgrad", "beschaeftigungsgrad%", "stellenanteil", "pensum",
        "teilzeitgrad",
        "fulltimeequivalent", "vollzeitaequivalent", "vzae", "vza", "arbeitszeitanteil", "scheduledftepercentage",
        "kapazitaet",
    ),
    "desk": ("desk", "pcarbeitsplatz", "bildschirmarbeitsplatz", "computerworkplace", "deskworker"),
    "status": (
        "status", "employmentstatus", "beschaeftigungsstatus", "mitarbeiterstatus", "isactive", "active", "aktiv",
        "workerstatus", "employeestatus",
    ),
    "type": (
        "employeetype", "mitarbeitertyp", "vertragsart", "workertype", "contracttype", "mitarbeitergruppe",
        "beschaeftigungsart", "employmenttype", "isinternal",
    ),
    "hired": (
        "hired", "hiredate", "eintritt", "eintrittsdatum", "startdate", "joineddate", "dateofjoining", "entrydate",
        "einstellungsdatum",
    ),
    "left": (
        "left", "austritt", "austrittsdatum", "terminationdate", "leavingdate", "exitdate", "enddate", "leavedate",
        "lastdayofwork",
    ),
    "count": (
        "numberofpostsinfte", "numberofposts", "headcount", "count", "anzahl", "anzahlmitarbeiter", "mitarbeiterzahl",
        "koepfe", "employees", "people", "anzahlpersonen", "posts",
    ),
    "date": ("metricdate", "snapshotdate", "stichtag", "date", "datum", "effectivedate"),
}  # fmt: skip
"""Headers of each role, the surest first. Levels are derived from the tree unless the user says otherwise."""

_PERSON: Final = "personal|pers|personen|mitarbeiter|ma|employee|worker|staff|person|associate|colleague|user|member"
_KEY: Final = "nr|no|num|nummer|number|id|code|key|kennung|kuerzel|ref|reference"
_BOSS: Final = (
    "vorgesetz|fuehrungskraft|manager|supervisor|reportsto|reportingto|berichtetan|linemanag|teamleiter|teamlead|"
    "teamleitung|chef"
)
PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    role: re.compile(text)
    for role, text in {
        "person": f"({_PERSON})(s)?({_KEY})|{_KEY}|uid|guid|samaccountname|login|position({_KEY})|planstellen({_KEY})|"
        "distinguishedname|userprincipalname",
        "manager": f"(?!(?:is|hr|project|product|account|office|projekt)).*({_BOSS})"
        "(?!.*(?:flag|indicator|level|count|anzahl|since|seit)).*|leitung|leiter",
        "dotted": f".*(functional|dotted|matrix|fachlich|second|zweit).*({_BOSS}).*",
        "email": ".*e?mail(address|adresse)?|upn",
        "unit": ".*(directorate|direktion|businessunit|businessarea|geschaeftsfeld|hauptabteilung|orgeinheit|orgunit|"
        "organisationseinheit|organi[sz]ation(al)?unit).*|(org)?(ebene|level)1|.*bereich",
        "department": "(org)?(ebene|level)[23]|.*(abteilung|department)(sname|name|text|bezeichnung)?|gruppe",
        "function": ".*(jobfamily|jobfunction|berufsgruppe)(name)?",
        "fte": ".*(fte|bsgrd|besgrad|beschgrad|arbeitszeitgrad|teilzeitfaktor|teilzeit%|vzae|pensum)%?",
        "status": ".*(status|enabled)",
        "type": "(employee|worker|user|mitarbeiter|ma|contract|vertrags|anstellungs|personal|beschaeftigten)"
        "(type|typ|art|gruppe|kreis|category|kategorie)|intern(al)?extern(al)?",
        "hired": ".*(hiredate|eintritt|einstell|joindate|joiningdate|startdate|dateofhire|onboarding).*",
        "left": ".*(terminationdate|austritt|leavedate|leavingdate|exitdate|lastday|letzter(arbeits)?tag|vertragsende|"
        "contractend|offboarding).*",
    }.items()
}  # fmt: skip
"""What else headers of a role look like, after `ROLES`."""

PERSONAL: Final = re.compile(
    "name|mail|phone|telefon|tel\\b|mobil|address|adresse|strasse|street|geburt|birth|gender|geschlecht|salary|gehalt|"
    "lohn|pay|iban|konto|sozialvers|ssn|religion|steuer|tax|nation|marital|familienstand|konfession|ipaddress|ipadress|"
    "latitude|longitude|breitengrad|laengengrad|notes|bemerkung|comment"
)
"""Parts of headers of columns that are personal: they are dropped, and said to be."""


_WORDS: Final = frozenset(word for words in ROLES.values() for word in words)


def is_known(header: str) -> bool:
    """Return whether a header is the word of some role."""
    return bare(header) in _WORDS


def candidates(headers: Iterable[str], role: PeopleRole) -> list[str]:
    """Return the headers that may have a role, the surest first: those of `ROLES`, then those of `PATTERNS`."""
    words, pattern = ROLES[role], PATTERNS.get(role)
    surest = {}
    for header in headers:
        word = bare(header)
        if word in words:
            surest[header] = words.index(word)
        elif pattern is not None and pattern.fullmatch(word):
            surest[header] = len(words)
    return sorted(surest, key=surest.__getitem__)
