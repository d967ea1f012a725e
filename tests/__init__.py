"""The tests; they mirror the modules of the generator."""

import pytest

pytest.register_assert_rewrite("tests.bank")
