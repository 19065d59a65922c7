// Package access says who asks and what they may: rights as roles give them, and the viewer that carries them. Everything in graph takes a Viewer,
// and nothing answers without one. It imports nothing of ours.
package access

import "slices"

// Viewer is the principal behind a question or a change.
type Viewer struct {
	// UserID is the user who asks ("usr_…"), or empty where the system or a token of no user does.
	UserID string
	// TokenID is the token that the user or program came with ("tok_…"), or empty.
	TokenID string
	// Acted tells that a program acts as the user, who has not come themself.
	Acted bool
	// Units are the units that the viewer is a member of; Below those with every unit below them.
	Units, Below []string
	// Rights are what the viewer may; nil is everything, the system's.
	Rights *Rights
}

// System is the viewer of background work and local commands.
func System() Viewer { return Viewer{} }

// Name is what createdBy says of this viewer: the user's id, else the token's, or "system".
func (v Viewer) Name() string {
	switch {
	case v.UserID != "":
		return v.UserID
	case v.TokenID != "":
		return v.TokenID
	}
	return "system"
}

// Everyone stands for the viewers who see everything where what is private names those who see it.
const Everyone = "system"

// Me is the viewer's name where what is private names those who see it: the user's id, Everyone of a viewer who sees everything, else empty.
func (v Viewer) Me() string {
	if v.Rights == nil {
		return Everyone
	}
	return v.UserID
}

// May reports whether the viewer has a permission.
func (v Viewer) May(p Permission) bool {
	return v.Rights == nil || slices.Contains(v.Rights.Permissions, p)
}

// Without is the viewer without a permission.
func (v Viewer) Without(p Permission) Viewer {
	if v.Rights != nil {
		rights := *v.Rights
		rights.Permissions = slices.DeleteFunc(slices.Clone(rights.Permissions), func(each Permission) bool { return each == p })
		v.Rights = &rights
	}
	return v
}

// Level is how far the viewer may do something with a kind.
func (v Viewer) Level(kind Kind, act Act) Level {
	if v.Rights == nil {
		return All
	}
	rights := v.Rights.Kinds[kind]
	switch act {
	case Write:
		return rights.Write
	case Delete:
		return rights.Delete
	default:
		return rights.Read
	}
}

// Field is what the viewer may do with a field of a kind: ReadWrite unless a role says less.
func (v Viewer) Field(kind Kind, field string) FieldRight {
	if v.Rights == nil {
		return ReadWrite
	}
	if right, is := v.Rights.Fields[kind][field]; is {
		return right
	}
	return ReadWrite
}
