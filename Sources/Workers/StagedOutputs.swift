package import Files
package import Probing
internal import Synchronization
internal import SystemPackage

/// The files that the workers of one run write.
///
/// The run makes each file and keeps it open. A worker gets a descriptor and no name, so it can neither make a file nor
/// replace one. The run therefore hashes, verifies and publishes the very file that it has made.
public final class StagedOutputs: Sendable {
    package let directory: StagingDirectory
    private let files = Mutex<[StagedFile: StagedOutput]>([:])

    package init(in directory: StagingDirectory) {
        self.directory = directory
    }

    /// Makes a file.
    ///
    /// - Throws: ``MediaError`` of code `cannotCreateOutput` or `inputOutput` if the file exists or cannot be made.
    package func create(_ file: StagedFile) throws(MediaError) -> StagedOutput {
        do throws(SystemError) {
            let output = StagedOutput(try directory.create(file))
            files.withLock { $0[file] = output }
            return output
        } catch {
            throw MediaError(writing: error, as: directory.folder.path(of: file.name))
        }
    }

    /// The file that was made; nil if it was not.
    package subscript(file: StagedFile) -> StagedOutput? { files.withLock { $0[file] } }

    /// Removes a file that was made.
    package func remove(_ file: StagedFile) {
        files.withLock { $0[file] = nil }
        directory.remove(file)
    }
}

/// A file that a worker writes, held by the run that made it. Open for writing and reading.
public final class StagedOutput: Sendable {
    private let file: OpenFile

    init(_ file: consuming OpenFile) {
        self.file = file
    }

    package var path: String { file.path }

    /// The descriptor to hand to a worker.
    var descriptor: FileDescriptor { file.descriptor }

    /// Hashes the file's current content, which is final only after the worker that writes it has ended.
    ///
    /// - Throws: ``MediaError`` if the file cannot be read, is not a regular file, has a second name, or is longer than
    ///   a worker may write.
    package func hash(limits: WorkLimits, for medium: String) throws(MediaError) -> FileHash {
        do {
            let hash = try FileHash.reading(file, isStopped: { false })
            guard hash.status.isRegular, try file.nameCount() == 1 else {
                throw MediaError(
                    .inputOutput, stage: .verify, file: medium,
                    message: "Another process has changed or removed the hidden files of this run. Try again."
                )
            }
            guard hash.status.bytes <= limits.fileBytes else {
                throw MediaError.storyTooLong(limits, stage: .verify, file: medium)
            }
            return hash
        } catch let error as MediaError {
            throw error
        } catch {
            throw MediaError(
                .inputOutput, stage: .verify, file: medium,
                message: "The finished output cannot be read back (\(error)). Try again.")
        }
    }

    /// Whether the file still has its one name.
    package var hasName: Bool { (try? file.nameCount()) == 1 }

    /// The same file, open for reading only.
    package func reading() throws(MediaError) -> InputFile {
        do {
            return try InputFile(try OpenFile(reading: file))
        } catch {
            throw MediaError(
                .inputOutput, stage: .verify, file: path,
                message: "The finished output cannot be read back (\(error)). Try again.")
        }
    }

    /// Waits until everything written is on the disk.
    package func synchronize() throws(SystemError) { try file.synchronize() }

    /// The first bytes of the file.
    package func head(_ count: Int) throws(SystemError) -> [UInt8] { try file.bytes(at: 0, count: count) }

    /// Whether this is the file that a status describes.
    package func isSame(as status: FileStatus) throws(SystemError) -> Bool {
        try file.status().isSameFile(as: status)
    }

    func write(_ bytes: [UInt8]) throws(SystemError) { try file.write(bytes) }

    /// Copies another file's content into this one, which must be empty.
    package func copy(_ other: borrowing OpenFile) throws(SystemError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset: Int64 = 0
        while true {
            let count = try other.read(into: &buffer, at: offset)
            if count == 0 { return }
            try write(Array(buffer[..<count]))
            offset += Int64(count)
        }
    }
}
