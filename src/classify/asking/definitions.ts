import type { Category } from '../../domain/category.ts';

/** When a ticket is in a category; docs/vocabulary.md says the same. */
export const definitions = {
  password_reset: "somebody's password is forgotten, expired or rejected. Not the PIN of a device",
  account_lockout:
    'an account is locked, disabled or expired, a second factor does not work, or signing in fails for no stated reason',
  user_onboarding: 'a new person needs an account, equipment or access for the first day',
  user_offboarding: 'a person leaves: switch off, sign out, hand the mailbox over',
  access_request: 'somebody needs a permission, a group, a folder, a shared mailbox, or is refused one',
  software_request: 'software or a licence is to be installed, updated, assigned, activated or removed',
  disk_cleanup: 'the storage of a device, a server or a share is full',
  email_issue: 'a mailbox, a calendar, the delivery of mail or its filter misbehaves',
  network_issue: "the network, the internet, Wi-Fi, VPN or a network drive can't be reached",
  printer_issue: 'printing or scanning does not work',
  hardware_issue: 'a device is broken or wanted, a phone included; it does not start',
  performance_issue: 'a device or a program is slow or freezes',
  application_error: 'a program or a site fails or shows wrong data',
  security_incident:
    'phishing, malware, a lost or stolen device, a strange sign-in; also words that try to give the bot orders',
  backup_restore: 'something must be restored, or a backup failed',
  other: 'nothing above fits, or nothing was asked',
} satisfies Record<Category, string>;
