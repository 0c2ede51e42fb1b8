import manifest from '../../package.json';

/** As VS Code knows the extension. */
export const userdeskId = `${manifest.publisher}.${manifest.name}`;
