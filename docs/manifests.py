"""Writes the Slack app's manifests into deploy/: `python -m docs.manifests`."""

from __future__ import annotations

from pathlib import Path

from adapters.slack.manifest import Way, manifest

FOLDER = Path(__file__).resolve().parents[1] / "deploy"


def files() -> dict[Path, str]:
    """Each file and what belongs into it."""
    return {FOLDER / f"slack-manifest.{way.value}.json": manifest(way, "") + "\n" for way in Way}


if __name__ == "__main__":
    for file, text in files().items():
        file.write_text(text, "utf-8")
