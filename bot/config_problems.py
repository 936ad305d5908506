"""Says what is wrong with the settings: which key, where it stands, what is wrong, what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

CLOSE = 60  # of 100: below this a key of the same section is no likelier than one of another


def problems_of(
    error: ValidationError, schema: type[BaseModel], file: str, environment: Mapping[str, str]
) -> str:
    """One line for each mistake that pydantic found."""
    lines: dict[str, None] = {}
    for found in error.errors(include_url=False):
        place = _place(found["loc"], file, environment)
        lines[f"{place}: {_what(found, schema)}"] = None
    return "\n".join(lines)


def what_is_wrong(error: ValidationError, key: str, schema: type[BaseModel]) -> str:
    """What was found about `key` alone, without its place; empty if nothing was."""
    found = (each for each in error.errors(include_url=False) if each["loc"][:1] == (key,))
    return next((_what(each, schema) for each in found), "")


def unknown(key: str, path: tuple[str, ...], schema: type[BaseModel]) -> str:
    """`key` is not one of the section at `path`; the nearest known one is named."""
    where = _model_at(schema, path)
    here = _keys(where) if where is not None else []
    near = process.extractOne(key.lower(), here, scorer=fuzz.ratio, score_cutoff=CLOSE)
    if near is not None:
        return f'unknown key; did you mean "{near[0]}"?'
    elsewhere = {
        f"[{section}] {known}": known
        for section in _keys(schema)
        for known in _keys(_model_at(schema, (section,)))
        if (section,) != path
    }
    other = process.extractOne(key.lower(), elsewhere, scorer=fuzz.ratio, score_cutoff=90)
    if other is not None:
        return f"unknown key here; did you mean {other[2]}?"
    nearest = process.extractOne(key.lower(), here, scorer=fuzz.ratio)
    return (
        f'unknown key; the nearest is "{nearest[0]}"' if nearest else "unknown key; nothing belongs below it"
    )


def keys_of(schema: type[BaseModel], path: tuple[str, ...]) -> list[str]:
    """The keys of the section at `path`, as they are written."""
    return _keys(_model_at(schema, path))


def _what(found: ErrorDetails, schema: type[BaseModel]) -> str:
    names = tuple(str(part) for part in found["loc"] if isinstance(part, str))
    context = found.get("ctx", {})
    match found["type"]:
        case "extra_forbidden":
            return unknown(names[-1], names[:-1], schema)
        case "missing":
            return f"is missing; write {names[-1]} = ..."
        case "value_error":
            return str(context["error"])
        case "literal_error" | "enum":
            return f"{_shown(found)} is not one of the words known here; write {context['expected']}"
        case "greater_than_equal":
            return f"{_shown(found)} is too small; write {context['ge']:g} or more"
        case "greater_than":
            return f"{_shown(found)} is too small; write more than {context['gt']:g}"
        case "less_than_equal":
            return f"{_shown(found)} is too much; write {context['le']:g} or less"
        case "int_parsing" | "int_type" | "int_from_float" | "float_parsing" | "float_type":
            return f"{_shown(found)} is not a number; write one such as {_sample_number(found['type'])}"
        case "string_type":
            return f'{_shown(found)} is not a text; write it in quotes: "..."'
        case "string_too_short" | "too_short":
            return "is empty; write at least one"
        case "tuple_type" | "list_type":
            return "is not a list; write it in brackets: [...], or as [[...]] tables"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "is not a section; write it as a [section] with its keys below"
        case _:
            return f"{_shown(found)}: {found['msg'][:1].lower()}{found['msg'][1:]}"


def _sample_number(kind: str) -> str:
    return "30, without a fraction" if kind.startswith("int") else "30"


def _shown(found: ErrorDetails) -> str:
    """What was written, if it is short and tells no secret."""
    value = found["input"]
    return f'"{value}"' if isinstance(value, str | int | float) and len(str(value)) <= 40 else "the value"


def _place(loc: tuple[int | str, ...], file: str, environment: Mapping[str, str]) -> str:
    """`handrail.toml: [web] port`, or the environment's variable if that is where it comes from."""
    parts = [str(part).upper() for part in loc]
    variables = {"HANDRAIL_" + "__".join(parts[:length]) for length in range(1, len(parts) + 1)}
    for name in environment:
        if name.upper() in variables:
            return f"environment variable {name}"
    head, *rest = loc
    match rest:
        case []:
            return f"{file}: {head}"
        case [int(index)]:
            return f"{file}: [[{head}]] number {index + 1}"
        case [int(index), *keys]:
            return f"{file}: [[{head}]] number {index + 1}, {_dotted(keys)}"
        case [str(table), int(index), *keys]:
            return f"{file}: [[{head}.{table}]] number {index + 1}{', ' if keys else ''}{_dotted(keys)}"
        case _:
            return f"{file}: [{head}] {_dotted(rest)}"


def _dotted(keys: list[int | str]) -> str:
    return ".".join(key for key in keys if isinstance(key, str))


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [] if model is None else [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], path: tuple[str, ...]) -> type[BaseModel] | None:
    """The section's model below `model`; None where `path` leads to a plain value or nowhere."""
    for name in path:
        field = model.model_fields.get(name)
        if field is None:
            return None
        inner = [field.annotation, *get_args(field.annotation)]
        below = next((kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        if below is None:
            return None
        model = below
    return model
