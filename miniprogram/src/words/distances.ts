/** `80 m`, `1.2 km`, `35 km`. */
export function distance(metres: number): string {
  if (metres < 995) return `${Math.max(10, Math.round(metres / 10) * 10)} m`
  return metres < 10_000 ? `${(metres / 1_000).toFixed(1)} km` : `${Math.round(metres / 1_000)} km`
}
