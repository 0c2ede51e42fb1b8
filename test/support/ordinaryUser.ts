/** Numbers of a user who owns nothing, by custom called "nobody". */
const nobody = 65534;

/** Runs `act` without the rights of root, whom no mode bits keep out. */
export async function asOrdinaryUser<T>(act: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(nobody);
  try {
    return await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
