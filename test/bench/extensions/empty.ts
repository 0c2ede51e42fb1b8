/** The least that an extension can be. */
export function activate(): void {
  // Nothing: what is measured is VS Code's own part.
}
