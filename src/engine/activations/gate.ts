/** Activations of the form a = z g(z), where the gate g rises from 0 to 1 faster than any power of z. */

/** z g; −0 where the gate is shut, also at z = −∞, where the product itself would be NaN. */
export function gated(z: number, gate: number): number {
  return gate === 0 ? -0 : z * gate;
}

/** The slope g + z g′; where g′ has vanished so has z g′, also at z = ±∞. */
export function gatedSlope(z: number, gate: number, gateSlope: number): number {
  return gateSlope === 0 ? gate : gate + z * gateSlope;
}
