import base64
import hmac

from schema.prepare import scram_verifier

# The exchange of RFC 7677 §3: user "user", password "pencil".
SALT = base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ==")
NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
AUTH_MESSAGE = f"n=user,r=rOprNGfwEbeRWgbNEkqO,r={NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r={NONCE}"
SERVER_SIGNATURE = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="


def test_the_verifiers_server_key_signs_as_in_rfc_7677() -> None:
    head, keys = scram_verifier("pencil", SALT).rsplit("$", 1)
    assert head == "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
    server_key = base64.b64decode(keys.partition(":")[2])
    signature = hmac.digest(server_key, AUTH_MESSAGE.encode(), "sha256")
    assert base64.b64encode(signature).decode() == SERVER_SIGNATURE


def test_a_verifier_does_not_hold_the_password() -> None:
    assert "pencil" not in scram_verifier("pencil", SALT)
