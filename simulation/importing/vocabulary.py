"""What headers of people's tables mean, in German and English, as systems of human resources write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from simulation.importing.mapping import PeopleRole

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def bare(header: str) -> str:
    """Return a header for comparing: lower case letters and digits, umlauts written out, units in brackets left out."""
    text = re.sub(r"\([^)]*\)|\[[^]]*\]", "", header).casefold().translate(_UMLAUTS)
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
    "name": ("name", "fullname", "displayname", "mitarbeiter", "employee", "employeename", "mitarbeitername"),
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
    "date": ("metricdate", "snapshotdate", "stichtag", "date", "datum"),
}  # fmt: skip
"""Headers of each role, the surest first. Levels are derived from the tree unless the user says otherwise."""

PERSONAL: Final = re.compile(
    "name|mail|phone|telefon|tel\\b|mobil|address|adresse|strasse|street|geburt|birth|gender|geschlecht|salary|gehalt|"
    "lohn|pay|iban|konto|sozialvers|ssn|religion|steuer|tax|nation|marital|familienstand|konfession|ipaddress|ipadress|"
    "latitude|longitude|breitengrad|laengengrad|notes|bemerkung|comment"
)
"""Parts of headers of columns that are personal: they are dropped, and said to be."""


def roles_of(header: str) -> list[tuple[int, PeopleRole]]:
    """Return the roles that a header may have, each with how sure its word is (0 is the surest)."""
    word = bare(header)
    return sorted((words.index(word), role) for role, words in ROLES.items() if word in words)
