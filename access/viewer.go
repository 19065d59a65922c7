// Package access says who asks. Everything in graph takes a Viewer, and nothing answers without one. It imports nothing of ours.
package access

// Viewer is the principal behind a question or a change.
type Viewer struct {
	// UserID is the user who asks ("usr_…"), or empty where the system does.
	UserID string
}

// System is the viewer of background work and local commands.
func System() Viewer { return Viewer{} }

// Name is what createdBy says of this viewer: the user's id, or "system".
func (v Viewer) Name() string {
	if v.UserID == "" {
		return "system"
	}
	return v.UserID
}
