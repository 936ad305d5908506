"""What an emoji says when it stands for a word, 5 the best - and what it says about energy, stress (5 the worst) or
sleep where it means something else there."""

from __future__ import annotations

from typing import Final

ANY_SIGNS: Final[dict[str, float]] = {
    sign: value
    for value, signs in {
        5: "🤩🥳🎉💯🏆🦸🚀🌈😁🥇🎊",
        4.3: "😃😄😀😎💪😊☀🌞🔆😍🥰😇🙌✨💚🌟👏",
        4: "🙂👍👌😌☺😋✅🌻🌤🤗🤙",
        3: "😐😑🤷😶⛅🆗🫤👊✋🙃",
        2: "🙁😕😟☹😔😞👎🥱😒🫠🤒🤧🥺🌧☁😓😪🤕😖🫥",
        1: "😫😩😭😢💀☠🧟🤮💩😵🥴🤢⚰🗑😡🤬🆘🪦",
    }.items()
    for sign in signs
}

ENERGY_SIGNS: Final[dict[str, float]] = {
    "⚡": 5,
    "🔥": 5,
    "🔋": 4.5,
    "🪫": 1,
    "😴": 1.5,
    "💤": 1.5,
    "🥱": 2,
    "🐌": 2,
    "🦥": 2,
    "🧟": 1,
    "🐢": 2,
    "🏃": 4,
    "🕺": 5,
    "💃": 5,
    "🐝": 5,
    "🤸": 5,
    "🛌": 1.5,
}
STRESS_SIGNS: Final[dict[str, float]] = {
    "🤯": 5, "😱": 5, "🌋": 5, "🆘": 5, "💣": 5, "🧨": 5, "🔥": 5, "😭": 5, "😬": 4, "😰": 4, "😥": 4, "😓": 4,
    "😖": 4, "😣": 4, "😤": 4, "🥵": 4, "😵": 5, "💥": 5, "😨": 4, "😧": 4, "🌪": 5, "📈": 4, "📉": 2, "😫": 5,
    "😩": 5, "🧘": 1, "😌": 1, "🏖": 1, "🏝": 1, "😎": 1, "🌴": 1, "☮": 1, "🕊": 1, "😴": 1, "🍹": 1, "🥱": 2,
    "🙃": 4, "🫠": 4, "🥶": 4, "🫨": 4,
}  # fmt: skip
SLEEP_SIGNS: Final[dict[str, float]] = {
    "🦉": 1.5,
    "🧟": 1,
    "🥱": 2,
    "👀": 1.5,
    "🌙": 3.5,
    "👶": 2,
    "🐑": 1.5,
    "🪫": 1.5,
    "🔋": 4.5,
    "🛌": 4,
    "🐻": 5,
    "👼": 5,
    "😇": 5,
    "😳": 1.5,
}
