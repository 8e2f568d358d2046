internal import Files
internal import Probing
internal import Threading
internal import Workers

/// The hashes of a story's source files, read while the worker works on them.
struct SourceHashes: Sendable {
    /// By path.
    private let media: [String: FileHash]
    /// By the name that the story gives to the sticker, the colour table, the subtitles or the music.
    private let additions: [String: (path: String, hash: FileHash)]

    /// Reads all files of a request on its own thread. To stop it, cancel the task.
    static func reading(
        _ files: InputFiles, _ request: IngestRequest, _ cancellation: CancellationToken
    ) -> Task<Result<SourceHashes, MediaError>, Never> {
        Task(executorPreference: StageExecutor("storymedia.hash")) {
            Result { () throws(MediaError) -> SourceHashes in
                try read(files, request, cancellation)
            }
        }
    }

    private static func read(
        _ files: InputFiles, _ request: IngestRequest, _ cancellation: CancellationToken
    ) throws(MediaError) -> SourceHashes {
        var media: [String: FileHash] = [:]
        for path in request.mediaPaths where media[path] == nil {
            guard let file = files[path] else { continue }
            media[path] = try hash(file, path, cancellation)
        }
        var additions: [String: (path: String, hash: FileHash)] = [:]
        for (src, path) in request.additions where additions[src] == nil {
            guard let file = files[path] else { continue }
            do throws(MediaError) {
                additions[src] = (path, try hash(file, path, cancellation))
            } catch {
                // The worker reports what is wrong with it, and its place in the story.
                guard error.code == .inputUnreadable else { throw error }
            }
        }
        return SourceHashes(media: media, additions: additions)
    }

    private static func hash(
        _ file: InputFile, _ path: String, _ cancellation: CancellationToken
    ) throws(MediaError) -> FileHash {
        do {
            let hash = try FileHash.reading(file.file) { cancellation.isCancelled || Task.isCancelled }
            // Decoding may have begun before hashing did.
            guard hash.status == file.status else { throw changed(path) }
            return hash
        } catch let error as MediaError {
            throw error
        } catch let error as SystemError {
            throw MediaError(reading: error, as: path)
        } catch {
            throw .stopped(.open, path)
        }
    }

    /// The fingerprint by which an earlier story is recognised as this one.
    func fingerprint(of request: IngestRequest) -> Fingerprint {
        Fingerprint(
            request, mediaHashes: request.mediaPaths.map { media[$0]?.sha256 ?? "" },
            additionHashes: additions.mapValues(\.hash.sha256))
    }

    /// A media file as the manifest names it.
    func file(at path: String) throws(MediaError) -> Manifest.File {
        guard let hash = media[path] else {
            throw MediaError(
                .bug, stage: .publish, file: path, message: "It was not hashed. Please report this.")
        }
        return Manifest.File(name: Path.name(of: path), hash: hash)
    }

    /// Ensures that the hashed content is what was decoded.
    ///
    /// - Throws: ``MediaError`` if a file was written to, moved or touched since it was opened.
    func checkUnchanged() throws(MediaError) {
        for (path, hash) in media.map({ ($0, $1) }) + additions.values.map({ ($0.path, $0.hash) }) {
            guard let status = try? FileSystem.status(of: path), status == hash.status else {
                throw Self.changed(path)
            }
        }
    }

    private static func changed(_ path: String) -> MediaError {
        MediaError(
            .inputOutput, stage: .publish, file: path,
            message: "It changed while it was being read. Try again when it is complete.")
    }
}
