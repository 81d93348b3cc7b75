import type { Category } from '../domain/category.ts';

/** What to do next, for whoever reads the ticket. */
export const suggestedActions = {
  password_reset: 'Confirm who is asking, then reset the password of their own account.',
  account_lockout: 'Look at the account first; /msp unlock-account gives its owner a pass that signs in once.',
  user_onboarding: 'Collect the new person’s details, then ask for the account with /msp onboard-user.',
  user_offboarding:
    'Confirm the last day with the manager, then have the account switched off with /msp offboard-user.',
  access_request: 'Ask the owner of the resource to approve the access.',
  software_request: 'Check that the software is allowed and a seat is free, then assign or install it.',
  disk_cleanup: 'Check the free space of the device, then run the standard clean-up.',
  email_issue: 'Check the mailbox and the service health, then try it in the web version.',
  network_issue: 'Check whether others are affected, then the connection of this device.',
  printer_issue: 'Check the print queue and whether others can print.',
  hardware_issue: 'Look at the device, by remote session or on the desk, and arrange a replacement if needed.',
  performance_issue: 'Look at what keeps the device busy before changing anything.',
  application_error: 'Reproduce the error and pass it to whoever looks after the application.',
  security_incident: 'Have a technician look at this now; change nothing automatically.',
  backup_restore: 'Find out what is missing and since when, then look for it in the backup.',
  other: 'Read it and pass it to the right person.',
} satisfies Record<Category, string>;
