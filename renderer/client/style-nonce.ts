/**
 * The nonce under which this page may make style elements, as its host wrote it into the page; '' where there is
 * no policy. Without it the content security policy ignores the styles that the editor makes.
 */
export function styleNonce(): string {
  const tag = globalThis.document?.querySelector<HTMLMetaElement>('meta[property=csp-nonce]');
  return tag?.nonce ?? '';
}
