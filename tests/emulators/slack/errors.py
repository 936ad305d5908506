"""A refusal in the words of the Web API."""


class SlackError(Exception):
    """Answered as ok=false with this word."""

    def __init__(self, word: str, **details: object) -> None:
        super().__init__(word)
        self.word = word
        self.details = details
