package access

// Scope is what a token may be used for, whatever its role allows.
type Scope string

// Scopes.
const (
	ReadScope   Scope = "read"   // questions
	WriteScope  Scope = "write"  // changes of records and relations
	ImportScope Scope = "import" // files
	AdminScope  Scope = "admin"  // users, roles, units, tokens, relation types
	ActAs       Scope = "actAs"  // as a user whom the header Kith-User names, with the narrower of both rights
)

// Scopes is every scope.
var Scopes = []Scope{ReadScope, WriteScope, ImportScope, AdminScope, ActAs}
