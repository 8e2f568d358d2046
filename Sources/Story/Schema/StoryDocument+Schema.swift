extension StoryDocument {
    /// The JSON Schema (draft 2020-12) of the document, as text with line breaks.
    ///
    /// It is made from what the document's reader asks for, so the two agree. It cannot express that an overlay's `end`
    /// comes after its `start`, that only the first slide may omit its `src`, that no key occurs twice, or limits in
    /// bytes.
    public static var jsonSchema: String {
        let shape = ShapeRecorder.shape { reader in
            // A template's variables are filled in before its story is read, so the story's reader does not know them.
            _ = reader.records(StoryTemplate.key, StoryTemplate.variablesShape)
            _ = StoryDocument(reading: &reader)
        }
        let title = "A story document of storymedia, version \(currentVersion)"
        return SchemaWriter.schema(of: shape, title: title).indentedText
    }
}
