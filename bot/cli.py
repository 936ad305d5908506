"""The command line: which commands there are, and what becomes of their errors."""

from __future__ import annotations

import os
import sys

import typer
from typer.exceptions import TyperException

from bot.commands import backup, clients, doctor, duty, init, reading, service
from bot.core.errors import ConfigError, HandrailError

USAGE = 2  # the command or the settings have to be written differently
FAILED = 1  # rightly asked, and it did not come to be

app = typer.Typer(
    name="handrail",
    help="Routine is carried by software, risk is carried by a person.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for command in (
    init.init,
    service.run,
    doctor.doctor,
    service.migrate,
    backup.backup,
    backup.restore,
    backup.release,
    clients.invite,
    clients.show,
    reading.triage,
    reading.score,
    duty.oncall,
    duty.ack,
    clients.export,
    clients.erase,
):
    app.command()(command)


def main() -> None:
    sys.exit(outcome(sys.argv[1:]))


def outcome(arguments: list[str]) -> int:
    """Carry out what `arguments` say; the exit code."""
    try:
        code = app(args=arguments or ["--help"], prog_name="handrail", standalone_mode=False)
    except TyperException as error:
        return _told(f"{error.format_message()} (handrail --help tells more)", USAGE)
    except ConfigError as error:
        return _told(str(error), USAGE)
    except HandrailError as error:
        return _told(str(error), FAILED)
    except (typer.Abort, KeyboardInterrupt):
        return _told("stopped; nothing more was done", 130)
    except BrokenPipeError:
        # Whoever read our output has gone; closing it again at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        return _told("postgresql:// needs its driver; install it: pip install 'handrail[postgres]'", USAGE)
    except OSError as error:
        return _told(f"{error.filename or 'input or output'}: {error.strerror or error}", FAILED)
    except Exception as error:
        if _database_is_away(error):
            return _told("the database does not answer; check database.url and try again", FAILED)
        raise
    if not arguments:
        return USAGE  # somebody is shown what there is; a script that forgot its command is told by this
    return code if isinstance(code, int) else 0


def _told(message: str, code: int) -> int:
    for line in message.splitlines():
        sys.stderr.write(f"handrail: {line}\n")
    return code


def _database_is_away(error: Exception) -> bool:
    if "sqlalchemy" not in sys.modules:
        return False
    from bot.store.outage import is_down

    return is_down(error)


if __name__ == "__main__":
    main()
