"""Who Huizhi is on the wire: its name and address, and where the answer to a letter comes back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """`plus_addressing` says whether the mail server delivers name+KEY@domain to name@domain (RFC 5233)."""

    name: str = "回执 Huizhi"
    address: str = "huizhi@huizhi.invalid"
    plus_addressing: bool = True

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def reply_address(self, key: str) -> str:
        """Where the answer to the letter with this key goes, and its bounce."""
        if not self.plus_addressing:
            return self.address
        local, _at, domain = self.address.rpartition("@")
        return f"{local}+{key}@{domain}"


_identity = Identity()


def identity() -> Identity:
    """The identity in force."""
    return _identity


def appear_as(new: Identity) -> None:
    """Put another identity in force, at start-up and in tests."""
    global _identity
    _identity = new
