"""Prints whose matrix products a library uses here, numpy or torch as the argument says: "OpenBLAS", "reference BLAS", …"""
import contextlib
import importlib
import io
import re
import sys


def built_with(module):
    with contextlib.redirect_stdout(io.StringIO()) as configuration:
        print(module.__config__.show())
    return configuration.getvalue()


def loaded():
    """What this process has loaded, where the system lists it: Debian's packages take the BLAS that is installed."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            return maps.read()
    except OSError:
        return ""


def blas_of(name):
    module = importlib.import_module(name)
    built = re.search(r"BLAS_INFO=(\w+)", built_with(module)) if name == "torch" else None
    if built is not None and built[1] != "generic":
        return {"mkl": "MKL", "open": "OpenBLAS"}.get(built[1], built[1])
    for text in (loaded(), built_with(module)):
        for sign, found in (("openblas", "OpenBLAS"), ("/blas/libblas.so", "reference BLAS")):
            if sign in text.lower():
                return found
    return "another BLAS"


print(blas_of(sys.argv[1]))
