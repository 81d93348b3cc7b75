-- Approvals that an earlier release asked for say nothing of a policy. They get what lets nobody decide them, and a digest that
-- none of it has: they can be read and told of, and what was not sent has to be asked for again.
update app.approval set approval = approval || jsonb_build_object(
    'workflow', jsonb_build_object('digest', repeat('0', 64), 'editedBy', '') || (approval->'workflow'),
    'ticketDigest', repeat('0', 64),
    'rests', '{}'::jsonb,
    'demands', jsonb_build_object(
      'approvers', 1, 'roles', jsonb_build_array('approver'), 'not', jsonb_build_array('requester', 'author', 'beneficiary', 'editor'),
      'expires', '15m', 'verify', true, 'typed', true),
    'policy', jsonb_build_object('version', 'none', 'rules', '[]'::jsonb),
    'differences', '[]'::jsonb)
  where not approval ? 'demands';

-- Nothing was asked for after its time was over: what stood here before 0008 was dated as if it were asked for then.
update app.approval set asked_at = expires_at where asked_at > expires_at;
