// Package docs holds the API document, generated from the handlers' swag comments, as Swagger 2.0 and OpenAPI 3, and the guides.
package docs

import _ "embed"

//go:generate go run ./generate

// Swagger is the API document as Swagger 2.0.
//
//go:embed swagger.json
var Swagger []byte

// OpenAPI is the API document as OpenAPI 3.
//
//go:embed openapi.json
var OpenAPI []byte
