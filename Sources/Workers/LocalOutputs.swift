internal import Libav
internal import Probing

/// The files that a worker in the calling process writes.
struct LocalOutputs: OutputSource {
    /// Nil if the request makes no files.
    let outputs: StagedOutputs?

    func open(_ files: [StagedFile]) throws(MediaError) -> [MediaOutput] {
        guard let outputs else {
            throw MediaError(.bug, stage: .mux, file: "", message: "There is no folder for the output.")
        }
        var opened: [MediaOutput] = []
        for file in files {
            let path = try outputs.create(file).path
            do throws(LibavError) {
                opened.append(try MediaOutput(creating: path))
            } catch {
                throw MediaError(
                    .cannotCreateOutput, stage: .mux, file: path, message: "It cannot be written.",
                    cause: error)
            }
        }
        return opened
    }
}
