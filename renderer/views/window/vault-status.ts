/** The state of the vault changes while it is read, too. */
export const statusEvents = { events: ['vault.changed', 'vault.progressed'], keep: true } as const;
