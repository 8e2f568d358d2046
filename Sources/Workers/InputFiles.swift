package import Files
package import Probing
package import Story

/// Everything that a run reads, opened before any of it is looked at.
package struct InputFiles: Sendable {
    /// By the names that the request has for them.
    private let opened: [String: InputFile]

    /// Opens what a request names.
    ///
    /// Stickers, tables of colours, subtitles and music that cannot be opened are left out: the worker says what is
    /// wrong with them, and their place in the story.
    ///
    /// - Throws: ``MediaError`` where a medium is not there, may not be read, or is no file; where any of them is
    ///   too large or there are too many.
    package init(_ request: IngestRequest) throws(MediaError) {
        var opening = Opening(request)
        for path in request.mediaPaths {
            try opening.open(path)
            // What may be the film of a Live Photo lies beside its still.
            for film in MotionPart.films(beside: path) { try opening.open(film, ifPresent: true) }
        }
        for (_, path) in request.additions { try opening.open(path, ifPresent: true) }
        opened = opening.opened
    }

    /// Opens what of a request is there.
    ///
    /// - Throws: ``MediaError`` where any of them is too large or there are too many.
    package init(present request: IngestRequest) throws(MediaError) {
        var opening = Opening(request)
        for path in request.mediaPaths + request.additions.map(\.path) {
            try opening.open(path, ifPresent: true)
        }
        for path in request.mediaPaths where opening.opened[path] != nil {
            for film in MotionPart.films(beside: path) { try opening.open(film, ifPresent: true) }
        }
        opened = opening.opened
    }

    /// Files that a request's story names and that were not opened.
    ///
    /// The first slide's media are the request's input, if it has one.
    package func missing(of request: IngestRequest) -> [FileReference] {
        var missing = request.story.files.filter { file in
            file.path != "$.slides[0].media.src"
                && self[Path.resolve(file.src, in: request.baseDirectory)] == nil
        }
        if !request.input.isEmpty, self[request.input] == nil {
            missing.insert(
                FileReference(src: request.input, path: "$.slides[0].media.src", isMedium: true), at: 0)
        }
        return missing
    }

    package subscript(path: String) -> InputFile? { opened[path] }

    /// All of them, in the order of their names.
    package var list: [(name: String, file: InputFile)] {
        opened.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// Opens the files of a request, one after the other.
private struct Opening {
    let request: IngestRequest
    var opened: [String: InputFile] = [:]

    init(_ request: IngestRequest) { self.request = request }

    /// - Parameter ifPresent: whether it may be missing, or not be readable, or be no file.
    mutating func open(_ path: String, ifPresent: Bool = false) throws(MediaError) {
        guard opened[path] == nil else { return }
        do throws(MediaError) {
            let file = try file(path)
            guard opened.count < WorkerDescriptors.fileLimit else {
                throw WorkerDescriptors.tooMany(request.input)
            }
            opened[path] = file
        } catch {
            let isAbsent = [.inputMissing, .inputUnreadable, .unusableMedia].contains(error.code)
            guard ifPresent, isAbsent else { throw error }
        }
    }

    private func file(_ path: String) throws(MediaError) -> InputFile {
        do {
            let file =
                if let root = request.root {
                    try OpenFile(path, beneath: root)
                } else {
                    try OpenFile(path, for: .reading)
                }
            let input = try InputFile(file)
            if let refusal = try InputRefusal(input.file, input.status, limit: request.limits.input.fileBytes)
            {
                throw MediaError(.limitExceeded, stage: .open, file: path, message: refusal.message)
            }
            return input
        } catch let error as MediaError {
            throw error
        } catch let error as SystemError {
            throw MediaError(reading: error, as: path)
        } catch let error as InputFile.NotRegular {
            throw MediaError(
                .unusableMedia, stage: .open, file: path,
                message: error.isFolder
                    ? "It is a folder. Name the files in it."
                    : "It is not a file but a device or a pipe. Save it to a file first.")
        } catch {
            throw MediaError(.bug, stage: .open, file: path, message: "\(error)")
        }
    }
}
