internal import Foundation
internal import Probing

extension WorkerRequest {
    /// The request, encoded for a worker.
    ///
    /// - Throws: ``MediaError`` if a worker would refuse it.
    func message() throws(MediaError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = Array(try JSONEncoder().encode(self))
        } catch {
            throw MediaError(.bug, stage: .open, file: request.input, message: "\(error)")
        }
        guard bytes.count <= WorkerProcess.messageLimit else {
            throw MediaError(
                .limitExceeded, stage: .open, file: request.input,
                message:
                    "Its story takes \(bytes.count) bytes in the request; the limit is \(WorkerProcess.messageLimit). "
                    + "Use fewer slides or overlays.")
        }
        return bytes
    }
}
