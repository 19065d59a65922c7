package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"slices"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/swaggo/swag"
)

const problemJSON = "application/problem+json"

// Documents makes the files of the docs folder from the source beside it, by name.
func Documents(docsDir string) (map[string][]byte, error) {
	swagger, err := parsed(docsDir)
	if err != nil {
		return nil, err
	}
	if err := markNulls(swagger, filepath.Join(docsDir, "..")); err != nil {
		return nil, err
	}
	if err := exemplify(swagger, filepath.Join(docsDir, "examples")); err != nil {
		return nil, err
	}
	authenticate(swagger)
	swaggerText, err := indented(swagger)
	if err != nil {
		return nil, err
	}
	openapi, err := openapi2conv.ToV3(swagger)
	if err != nil {
		return nil, fmt.Errorf("to OpenAPI 3: %w", err)
	}
	mend(openapi)
	if err := openapi.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("OpenAPI document: %w", err)
	}
	openapiText, err := indented(openapi)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"swagger.json": swaggerText, "openapi.json": openapiText}, nil
}

// parsed is what swag reads from the handlers and from the types of their answers.
func parsed(docsDir string) (*openapi2.T, error) {
	parser := swag.New(swag.SetDebugger(log.New(io.Discard, "", 0)), swag.ParseUsingGoList(true), swag.SetPackagePrefix("kith/"), swag.SetOverrides(map[string]string{
		"kith/graph/store.Date": "string",
		"store.Date":            "string",
	}))
	parser.ParseDependency = swag.ParseModels
	parser.ParseInternal = true
	if err := parser.ParseAPIMultiSearchDir([]string{filepath.Join(docsDir, "..", "handlers")}, "doc.go", 100); err != nil {
		return nil, fmt.Errorf("swag: %w", err)
	}
	text, err := json.Marshal(parser.GetSwagger())
	if err != nil {
		return nil, err
	}
	document := &openapi2.T{}
	return document, json.Unmarshal(text, document)
}

// unknown are the operations that ask nobody who they are.
var unknown = []string{"signIn", "signInByLink"}

// authenticate puts to each operation what is the same for all: how one says who asks, and what comes of a parameter that there is not, of
// who is not known, may not or asks too often, and of a Neo4j that is away or slow.
func authenticate(document *openapi2.T) {
	document.SecurityDefinitions = map[string]*openapi2.SecurityScheme{
		"token":   {Type: "apiKey", In: "header", Name: "Authorization", Description: "Bearer, a space, and a token: kith_…"},
		"session": {Type: "apiKey", In: "header", Name: "Cookie", Description: "What signing in sets: kith=…, over TLS __Host-kith=…"},
	}
	document.Security = openapi2.SecurityRequirements{{"token": {}}, {"session": {}}}
	document.Responses = map[string]*openapi2.Response{"tooMany": {
		Description: "Too Many Requests", Schema: &openapi2.SchemaRef{Ref: "#/definitions/handlers.Problem"}, Headers: rateHeaders(),
	}}
	for _, item := range document.Paths {
		for _, operation := range item.Operations() {
			for status, words := range map[string]string{"400": "Bad Request", "503": "Service Unavailable", "504": "Gateway Timeout"} {
				if operation.Responses.Value(status) == nil {
					operation.Responses.Set(status, &openapi2.Response{Description: words, Schema: &openapi2.SchemaRef{Ref: "#/definitions/handlers.Problem"}})
				}
			}
			operation.Responses.Set("429", &openapi2.Response{Ref: "#/responses/tooMany"})
			if slices.Contains(unknown, operation.OperationID) {
				operation.Security = &openapi2.SecurityRequirements{}
				continue
			}
			for status, words := range map[string]string{"401": "Unauthorized", "403": "Forbidden"} {
				operation.Responses.Set(status, &openapi2.Response{Description: words, Schema: &openapi2.SchemaRef{Ref: "#/definitions/handlers.Problem"}})
			}
		}
	}
}

// rateHeaders are those by which an answer says how much its caller may still ask. All have them; the document says so where they matter.
func rateHeaders() map[string]*openapi2.Header {
	headers := map[string]*openapi2.Header{}
	for name, words := range map[string]string{
		"Retry-After":      "After how many seconds to try again",
		"RateLimit":        "Who is counted, how many requests are left, and in how many seconds all are there again: \"principal\";r=0;t=60",
		"RateLimit-Policy": "Who is counted, and how many requests there are in how many seconds: \"principal\";q=3000;w=60",
	} {
		headers[name] = &openapi2.Header{Parameter: openapi2.Parameter{Type: &openapi3.Types{"string"}, Description: words}}
	}
	return headers
}

// exemplify puts the answers recorded as examples/{operation id}.json to their operations.
func exemplify(document *openapi2.T, dir string) error {
	for _, item := range document.Paths {
		for _, operation := range item.Operations() {
			text, err := os.ReadFile(filepath.Join(dir, operation.OperationID+".json"))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return err
			}
			var example any
			if err := json.Unmarshal(text, &example); err != nil {
				return fmt.Errorf("example of %s: %w", operation.OperationID, err)
			}
			for _, status := range []string{"200", "201"} {
				if response := operation.Responses.Value(status); response != nil {
					response.Examples = map[string]any{"application/json": example}
				}
			}
		}
	}
	return nil
}

// mend says what OpenAPI 3 has words for and Swagger 2 has not: bearer tokens and cookies. It gives failures the one content type that they have, and
// answers theirs.
func mend(document *openapi3.T) {
	document.Components.SecuritySchemes = openapi3.SecuritySchemes{
		"token":   {Value: &openapi3.SecurityScheme{Type: "http", Scheme: "bearer", Description: "A token: kith_…"}},
		"session": {Value: &openapi3.SecurityScheme{Type: "apiKey", In: "cookie", Name: "kith", Description: "What signing in sets; over TLS its name is __Host-kith."}},
	}
	tooMany := document.Components.Responses["tooMany"].Value
	tooMany.Content = openapi3.Content{problemJSON: tooMany.Content["application/json"]}
	for _, item := range document.Paths.Map() {
		for _, operation := range item.Operations() {
			for status, response := range operation.Responses.Map() {
				if response.Ref != "" {
					continue
				}
				content := response.Value.Content
				if len(content) == 0 {
					continue
				}
				if status >= "400" {
					for _, form := range content { // whatever the answers' own forms are, those of failures are the same problem
						response.Value.Content = openapi3.Content{problemJSON: form}
					}
				} else {
					delete(content, problemJSON)
				}
			}
		}
	}
}

func indented(value any) ([]byte, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
