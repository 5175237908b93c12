/**
 * The WebSocket between the page in a browser and the web host. The first message of the client is its token;
 * the host answers with an empty message, and after that both send frames as JSON text.
 */
export const socketPath = '/socket';

/** Close code for a wrong token: to try again does not help. */
export const refusedCode = 4401;
