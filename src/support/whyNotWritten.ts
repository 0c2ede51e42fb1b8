const noPermission = 'no permission to write there';
const noFolder = 'the folder does not exist';
const isFolder = 'there is a folder of that name';
const isNoFolder = 'what should be its folder is a file';

/** Codes of the system, and of VS Code's own file systems, as words for a sentence. */
const reasons: Partial<Record<string, string>> = {
  EACCES: noPermission,
  EPERM: noPermission,
  NoPermissions: noPermission,
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOENT: noFolder,
  FileNotFound: noFolder,
  ENOTDIR: isNoFolder,
  FileNotADirectory: isNoFolder,
  EISDIR: isFolder,
  FileIsADirectory: isFolder,
  ENAMETOOLONG: 'the name is too long',
};

/** Why a file could not be written; in the error's own words where there are none of ours. */
export function whyNotWritten(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as { code?: unknown };
  return (typeof code === 'string' ? reasons[code] : undefined) ?? cause.message;
}
