package handlers

// What the API document says of the whole; `go generate ./docs` reads it.
//
//	@title			Kith
//	@version		1
//	@description	Relationship intelligence: org charts, relation graphs, buying centres and ways in. Dates are of the form 2026-11-21, instants RFC 3339 in UTC. Failures are problem documents (RFC 9457), whose type is the address of a page that explains it. A parameter that does not exist or is out of range is a 400. Where requests are counted, each answer says how many are left (RateLimit, RateLimit-Policy).
//	@license.name	Apache-2.0
//	@license.url	https://www.apache.org/licenses/LICENSE-2.0
//	@BasePath		/api/v1
//	@accept			json
//	@produce		json
