import Story
import StoryService

extension StoryOptions {
    /// Combines the document, filled in with each row of the table, and the options into stories.
    ///
    /// - Throws: ``CommandFailure`` as ``reading(_:)`` does, or with every problem of the table.
    func rows(_ inputs: [String]) throws -> [(row: TemplateRow, reading: StoryReading)]? {
        guard let story, template.data != nil else { return nil }
        let form = try form(story)
        let rows = try template.rows(for: form, of: story, try template.values(for: form))
        return try rows?.map { row in
            (row, try combined(try filled(form, with: row.values, from: row.label), inputs))
        }
    }

    /// The document, which must have variables.
    func form(_ story: String) throws -> StoryTemplate {
        guard let form = try StoryFile.template(story, brand: fonts.brand.map(StoryFile.absolute)) else {
            throw CommandFailure(.usage, "\(story): It has no variables that --set or --data could fill in.")
        }
        return form
    }

    /// - Parameter place: where the values come from, for errors.
    func filled(
        _ form: StoryTemplate, with values: [String: TemplateValue], from place: String
    ) throws -> StoryReading {
        do throws(StoryDocumentError) {
            return try form.filled(with: values, joining: joining.join)
        } catch {
            throw CommandFailure(.unusable, error.problems.map { "\(place): \($0)" })
        }
    }
}
