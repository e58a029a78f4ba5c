/**
 * The standard normal distribution: Φ and φ, to a few units in the last place over their whole range.
 *
 * Method: Φ(−z) = ½ erfc(z/√2) falls like e^{−z²/2}/z, so 2 (1 + z) e^{z²/2} Φ(−z) stays between 0.7 and 1 for z ≥ 0, and
 * a Chebyshev series in t = (z − 5)/(z + 5) represents it on the whole half-line (M. M. Shepherd and J. G. Laframboise,
 * "Chebyshev approximation of (1 + 2x) exp(x²) erfc(x) in 0 ≤ x < ∞", Mathematics of Computation 36, 1981). The
 * coefficients were computed for this form by test/golden/rules/normalCoefficients.py.
 */

/** c_j of 2 (1 + z) e^{z²/2} Φ(−z) = Σ_j c_j T_j(t), t = (z − 5)/(z + 5), z ≥ 0. */
const COEFFICIENTS = [
  0.9239484241443714, -0.13033040478982527, -0.010917563002273135, 0.02459239809112688, -0.012941745831407376,
  0.004481471044833661, -0.0011277247549303948, 0.00019968062165851624, -1.9699029686336985e-5,
  -8.064988466090434e-7, 5.98047924026068e-7, -6.064141496885628e-8, -9.235331427858054e-9,
  2.6596576016765383e-9, 6.01448543803809e-11, -8.859907451065631e-11, 2.7999714294036303e-12,
  2.9437914057825142e-12, -1.8651906238330744e-13, -1.058936233813539e-13, 7.916376828829034e-15,
  4.209642928592639e-15, -2.691342572272288e-16, -1.8195229828991666e-16, 5.9812064211333114e-18,
  8.240585157215666e-18,
];

const SQRT_TWO_PI = 2.5066282746310002;

/** Φ(z) = ½ (1 + erf(z/√2)): the probability that a standard normal number is below z. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return NaN;
  const tail = upperTail(Math.abs(z));
  return z < 0 ? tail : 1 - tail;
}

/** φ(z) = e^{−z²/2}/√(2π). */
export function normalDensity(z: number): number {
  return gaussian(z) / SQRT_TWO_PI;
}

/** Φ(−z) for z ≥ 0. */
function upperTail(z: number): number {
  if (z > UNDERFLOW) return 0;
  const t = (z - 5) / (z + 5);
  // Clenshaw's recurrence.
  let b1 = 0;
  let b2 = 0;
  for (let j = COEFFICIENTS.length - 1; j > 0; j--) {
    [b1, b2] = [2 * t * b1 - b2 + COEFFICIENTS[j]!, b1];
  }
  const series = t * b1 - b2 + COEFFICIENTS[0]!;
  return (0.5 * series * gaussian(z)) / (1 + z);
}

/** Beyond this, e^{−z²/2} is less than the smallest number. */
const UNDERFLOW = 39;

/**
 * e^{−z²/2}. The rounding of z² alone would cost z²/2 units in the last place: z is split into a part with 24 bits, whose
 * square is exact, and the rest.
 */
function gaussian(z: number): number {
  if (Math.abs(z) > UNDERFLOW) return 0;
  const high = Math.fround(z);
  return Math.exp(-0.5 * high * high) * Math.exp(-0.5 * (z - high) * (z + high));
}
