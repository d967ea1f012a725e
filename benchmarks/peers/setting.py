"""A Typst source -> a tagged PDF/UA-1: ``python setting.py SOURCE PDF``."""

import sys

import typst

typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=["ua-1"])
