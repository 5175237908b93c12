const key = 'commonplace.token';

/**
 * The token of the web host: it comes in the fragment of the address, which never leaves the browser, and is
 * kept for reloads of this tab only. The address is cleaned, so that it can be shown and shared.
 */
export function takeToken(page: Window): string {
  const { location, history, sessionStorage } = page;
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    sessionStorage.setItem(key, given);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(key) ?? '';
}
