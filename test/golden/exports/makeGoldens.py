"""NumPy's own files of a few numbers, which ours must equal to the byte: python3 makeGoldens.py"""

from pathlib import Path

import numpy as np

HERE = Path(__file__).parent

MATRIX = [[0.1, -1.5, 2.5e-300], [np.nan, np.inf, -np.inf], [-0.0, 1.7976931348623157e308, 5e-324]]
VECTOR = [0.1, -1.5, np.nan, np.inf, -np.inf, -0.0, 1.5]

# Numbers that Python and JavaScript write alike: neither pads exponents of two digits and more, both mark whole ones.
WRITTEN_ALIKE = [[0.1, -1.5, 2.5e-300], [np.nan, np.inf, -np.inf], [0.30000000000000004, 1.25e22, -123456.789]]

np.save(HERE / "matrix.npy", np.array(MATRIX, dtype="<f8"))
np.save(HERE / "vector.npy", np.array(VECTOR, dtype="<f4"))
np.savetxt(HERE / "matrix.csv", np.array(WRITTEN_ALIKE), fmt="%s", delimiter=",")
