import * as v from 'valibot';
import { waysOut } from '../shared/failureView';

/** Those that are known here: another version may know more of them. */
export const knownWaysOut = v.pipe(
  v.array(v.string()),
  v.transform((ids) => waysOut.filter((id) => ids.includes(id))),
);
