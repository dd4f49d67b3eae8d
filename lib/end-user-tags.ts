type EndUser = { id?: string | undefined; email?: string | undefined; display_name?: string | undefined };

/** A connection's tags with those that Nango derives from its end user. */
export function withEndUserTags(
  tags: Record<string, string>,
  endUser: EndUser | null | undefined,
): Record<string, string> {
  const { id, email, display_name } = endUser ?? {};
  return {
    ...(id && { end_user_id: id }),
    ...(email && { end_user_email: email }),
    ...(display_name && { end_user_display_name: display_name }),
    ...tags,
  };
}
