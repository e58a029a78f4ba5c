/**
 * The error function: x + x p(x²) where |x| < 1, else ±(1 − e^−q(|x|)) with q(x) = −ln erfc(x), which a polynomial
 * represents in weighted error, since e^−q falls: the form of C. Hastings, Approximations for Digital Computers, 1955,
 * with an exponential for his power.
 */
import { exponential, powerOfTwo } from './exponential';
import type { ElementCode } from './elementCode';

const BOUND = 1;

/** erf(x)/x − 1 as a polynomial in x², from test/golden/functions/makeCoefficients.py; error 2^−62.6. */
const INNER = [
  0.1283791670955126, -0.3761263890318375, 0.11283791670954854, -0.02686617064507195, 0.00522397762476811,
  -0.0008548326977815171, 0.00012055330996381172, -1.4925592380448167e-5, 1.6460952425130725e-6,
  -1.6349785724107064e-7, 1.4656120474280916e-8, -1.1358322246184326e-9, 5.931969702234382e-11,
];

/** −ln erfc(x) for 1 ≤ x ≤ 6, from the same script; error 2^−59.4 times 1/erfc(x). */
const OUTER = [
  1.8798437709715575e-7, 1.1283772467124984, 0.6366288685878174, 0.10274617119439328, -0.01907602064742056,
  -0.0002835929041251134, 0.0017724441343589393, -0.0006441519087521294, 4.6860173224075534e-5,
  6.925667315525887e-5, -4.455478467186715e-5, 1.6346879158097487e-5, -4.2813439034336365e-6,
  8.408311407248583e-7, -1.2412152858473851e-7, 1.3437428506203865e-8, -1.010029660236035e-9,
  4.715836444790307e-11, -1.0305267765735484e-12,
];

/** erf(x) is 1 from here on. */
const LARGEST = 6;

export function erf<V>(code: ElementCode<V>, x: V): V {
  const size = code.atMost(code.abs(x), LARGEST);
  const inner = code.add(size, code.mul(size, code.polynomial(code.mul(size, size), INNER)));
  const { k, y } = exponential(code, code.neg(code.polynomial(size, OUTER)));
  const outer = code.sub(1, code.mul(y.high, powerOfTwo(code, k)));
  return code.withSign(code.ifLess(size, BOUND, inner, outer), x);
}
