package access

import "slices"

// A record says in its property belongsTo whom it belongs to: the ids of its owner, of its team and of its owner's units; a user to itself and
// its units. A contact, and an opportunity without owner, belong to those of their accounts too, each id with an @ before it, and the @ alone
// says that there is an account; a private contact to its user alone.

// Marks in belongsTo.
const (
	Through = "@" // before what a record has through an account
	Shared  = "*" // of a contact that is not private
	Alone   = "!" // before the user whose private contact it is
)

// Sees adds to the parameters of a statement what the viewer sees: lists of what belongsTo has one of, or null for all. A statement uses those
// that it needs.
//
//   - $seesAccounts: accounts, and positions, which are seen as their account
//   - $seesContacts, $seesOpportunities
//   - $seesTies, $seesInteractions: users whose ties and interactions are seen
//   - $seesConnections: users whose ties count for paths
//   - $me: the name by which what is private says that the viewer sees it
//
// With them goes what the viewer's role hides of records that are seen: no statement gets that, but store.Read takes it out of the rows.
func (v Viewer) Sees(parameters map[string]any) map[string]any {
	if parameters == nil {
		parameters = map[string]any{}
	}
	parameters["me"] = v.Me()
	parameters["seesAccounts"] = orNull(v.keys(v.Level(Accounts, Read)))
	parameters["seesContacts"] = orNull(v.keysThroughAccounts(Contacts))
	parameters["seesOpportunities"] = orNull(v.keysThroughAccounts(Opportunities))
	parameters["seesTies"] = orNull(v.Ties())
	parameters["seesInteractions"] = orNull(v.keys(v.Level(Interactions, Read)))
	parameters["seesConnections"] = orNull(v.Connections())
	if hidden := v.Hidden(); hidden != nil {
		parameters[HiddenParameter] = hidden
	}
	return parameters
}

// Contacts is what a contact whom the viewer sees has one of in belongsTo; nil is that all are seen.
func (v Viewer) Contacts() []string { return v.keysThroughAccounts(Contacts) }

// Positions is what an account has one of in belongsTo whose positions the viewer sees; nil is all.
func (v Viewer) Positions() []string {
	return v.keys(Narrower(v.Level(Accounts, Read), v.Level(Positions, Read)))
}

// Ties is what a user has one of in belongsTo whose ties the viewer sees; nil is all.
func (v Viewer) Ties() []string { return v.keys(v.Level(Ties, Read)) }

// SeesTiesOf reports whether the viewer sees the ties of a user who belongs to these.
func (v Viewer) SeesTiesOf(belongsTo []string) bool { return among(v.Ties(), belongsTo) }

// Connections is what a user has one of in belongsTo whose ties count for the viewer's paths: the viewer, and whom the role adds; nil is all.
func (v Viewer) Connections() []string {
	if v.Rights == nil {
		return nil
	}
	return v.keys(v.Rights.Connections)
}

// keys are the owners, team members and units whose records a level reaches; nil is every record.
func (v Viewer) keys(level Level) []string {
	keys := []string{}
	switch level {
	case All:
		return nil
	case UnitTree:
		keys = append(keys, v.Below...)
	case Unit:
		keys = append(keys, v.Units...)
	case Own:
	default:
		return keys
	}
	if v.UserID != "" {
		keys = append(keys, v.UserID)
	}
	return keys
}

// keysThroughAccounts are the keys of a kind at its own level, and those of accounts at theirs.
func (v Viewer) keysThroughAccounts(kind Kind) []string {
	level := v.Level(kind, Read)
	keys := v.keys(level)
	switch {
	case level == None || v.Rights == nil:
		return keys
	case kind == Contacts && keys == nil:
		return []string{Shared, Alone + v.UserID}
	case keys == nil:
		return nil
	case kind == Contacts:
		keys = append(keys, Alone+v.UserID)
	}
	accounts := v.keys(v.Level(Accounts, Read))
	if accounts == nil {
		return append(keys, Through)
	}
	for _, key := range accounts {
		keys = append(keys, Through+key)
	}
	return keys
}

func orNull(keys []string) any {
	if keys == nil {
		return nil
	}
	return keys
}

// SeesAll reports whether there is no record that the viewer does not see.
func (v Viewer) SeesAll() bool {
	return v.Positions() == nil && v.keys(v.Level(Accounts, Read)) == nil && v.Contacts() == nil && v.keysThroughAccounts(Opportunities) == nil
}

// SeesRecord reports whether the viewer sees a record of a kind (accounts, positions, contacts, opportunities) that belongs to these; a position
// belongs to what its account does.
func (v Viewer) SeesRecord(kind Kind, belongsTo []string) bool {
	var keys []string
	switch kind {
	case Positions:
		keys = v.Positions()
	case Accounts:
		keys = v.keys(v.Level(Accounts, Read))
	default:
		keys = v.keysThroughAccounts(kind)
	}
	return among(keys, belongsTo)
}

// MayChange reports whether a level of the viewer reaches a record that belongs to these, itself or through an account.
func (v Viewer) MayChange(level Level, belongsTo []string) bool {
	keys := v.keys(level)
	return among(keys, belongsTo) || slices.ContainsFunc(keys, func(key string) bool { return slices.Contains(belongsTo, Through+key) })
}

// among reports whether a list has one of the keys, or the keys are all.
func among(keys, list []string) bool {
	return keys == nil || slices.ContainsFunc(list, func(key string) bool { return slices.Contains(keys, key) })
}
