package access

// A record says in its property belongsTo whom it belongs to: the ids of its owner, of its team and of its owner's units. A contact, and an
// opportunity without owner, belong to those of their accounts too, each id with an @ before it, and the @ alone says that there is an account.

// Through marks in belongsTo what a record has through an account.
const Through = "@"

// Sees puts into the parameters of a statement which records the viewer sees, as lists of what belongsTo may have, or null for all:
// $seesAccounts (positions too), $seesContacts, $seesOpportunities; a kind that the viewer does not see at all is an empty list. $me is the name by
// which what is private says that the viewer sees it.
func (v Viewer) Sees(parameters map[string]any) map[string]any {
	if parameters == nil {
		parameters = map[string]any{}
	}
	parameters["me"] = v.Me()
	for name, keys := range map[string][]string{
		"seesAccounts": v.AccountKeys(), "seesContacts": v.KeysThroughAccounts(Contacts), "seesOpportunities": v.KeysThroughAccounts(Opportunities),
	} {
		if keys == nil {
			parameters[name] = nil
		} else {
			parameters[name] = keys
		}
	}
	return parameters
}

// AccountKeys is what an account that the viewer sees has one of in belongsTo; nil is that all are seen.
func (v Viewer) AccountKeys() []string {
	keys, all := v.belongings(v.Level(Accounts, Read))
	if all {
		return nil
	}
	return keys
}

// KeysThroughAccounts is AccountKeys for contacts and opportunities: their own belongings at their own level, those of their accounts at that of
// accounts.
func (v Viewer) KeysThroughAccounts(kind Kind) []string {
	level := v.Level(kind, Read)
	if level == None {
		return []string{}
	}
	keys, all := v.belongings(level)
	if all {
		return nil
	}
	through, all := v.belongings(v.Level(Accounts, Read))
	if all {
		return append(keys, Through)
	}
	for _, key := range through {
		keys = append(keys, Through+key)
	}
	return keys
}
