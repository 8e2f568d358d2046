extension StoryDocument {
    /// The JSON Schema (draft 2020-12) of the document, as text with line breaks.
    ///
    /// It is made of what the reader of documents asks for, so that both say the same. What it cannot say:
    /// that an overlay's `end` comes after its `start`, that only the first slide may leave out its `src`,
    /// that no key occurs twice, and limits in bytes.
    public static var jsonSchema: String {
        let shape = ShapeRecorder.shape { reader in StoryDocument(reading: &reader) }
        let title = "A story document of storymedia, version \(currentVersion)"
        return SchemaWriter.schema(of: shape, title: title).indentedText
    }
}
