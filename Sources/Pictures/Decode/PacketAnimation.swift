internal import Libav

/// The pictures of a GIF or APNG file, each covering the whole canvas: FFmpeg's decoders apply the disposal methods.
final class PacketAnimation: PictureSource {
    private let file: PictureFile
    private let header: PictureHeader
    private let packets: AnimationPackets
    private let finish: PictureFinish
    private var decoder: PictureDecoder
    private var index = 0

    var notes: [PictureNote] { finish.notes }

    init(
        file: PictureFile, header: PictureHeader, finish: PictureFinish
    ) throws(PictureFault) {
        self.file = file
        self.header = header
        self.finish = finish
        packets = try file.withBytes { (bytes) throws(PictureFault) in
            header.format == .gif ? try GIFHeader(bytes).packets : try PNGHeader(bytes).packets
        }
        decoder = try Self.decoder(file, header, packets)
        if header.format == .gif {
            for note in try Self.damage(file, packets) { finish.add(note) }
        }
    }

    /// Damage in a GIF's data that its decoder ignores.
    private static func damage(
        _ file: PictureFile, _ packets: AnimationPackets
    ) throws(PictureFault) -> [PictureNote] {
        var (wanted, missing, isDamaged) = (0, 0, false)
        file.withBytes { bytes in
            for descriptor in packets.descriptors {
                guard let pixels = GIFPixels(bytes, descriptor: descriptor) else { continue }
                wanted += pixels.wanted
                missing += pixels.wanted - pixels.count
                isDamaged = isDamaged || pixels.isDamaged
            }
        }
        let notes = try PictureNote.notes(
            missing: 0, damaged: Double(missing) / Double(max(1, wanted)), format: "GIF")
        return notes.isEmpty && isDamaged ? [.damaged(nil)] : notes
    }

    func next() throws(PictureFault) -> PictureFrame? {
        guard index < packets.pictures.count else { return nil }
        let packet = packet(index)
        var frame: Frame
        do {
            frame = try decoder.decode(packet.span)
        } catch {
            throw PictureFault(
                error, "picture \(index + 1) of the animation cannot be decoded")
        }
        guard frame.width == header.width, frame.height == header.height else {
            throw PictureFault(.damaged, "picture \(index + 1) of the animation changes the canvas's size")
        }
        frame.colorimetry = header.colorimetry
        let duration = header.durations.indices.contains(index) ? header.durations[index] : 0
        index += 1
        return PictureFrame(
            frame: try finish.finish(DecodedPicture(frame: try frame.rgb(.rgba))), duration: duration)
    }

    /// The packet that the decoder receives for a picture.
    ///
    /// FFmpeg paints areas that no picture covers in the background colour of the global colour table; browsers leave
    /// them transparent (GIF89a, 18, uses that colour for nothing else). So each picture gets the global table as its
    /// own, and the decoder never sees a global one.
    private func packet(_ index: Int) -> [UInt8] {
        var packet = file.bytes(packets.pictures[index])
        guard let table = packets.colorTable, packets.descriptors.indices.contains(index),
            let start = packets.pictures[index].first?.lowerBound
        else { return packet }
        let flags = packets.descriptors[index] - start + 9
        if packet[flags] & 0x80 == 0 {
            // Three bits give the size of the table: 3 << (size + 1) bytes.
            let size = UInt8((table.count / 3).trailingZeroBitCount - 1)
            packet[flags] = packet[flags] & 0x78 | 0x80 | size
            packet.insert(contentsOf: file.bytes([table]), at: flags + 1)
        }
        if index == 0 {
            packet[10] &= 0x7F
            packet.removeSubrange(table)
        }
        return packet
    }

    func rewind() throws(PictureFault) {
        // What the decoder remembers of the last picture would show through the holes of the first one.
        decoder = try Self.decoder(file, header, packets)
        index = 0
    }

    private static func decoder(
        _ file: PictureFile, _ header: PictureHeader, _ packets: AnimationPackets
    ) throws(PictureFault) -> PictureDecoder {
        do {
            return try PictureDecoder(
                header.format == .gif ? .gif : .apng, setup: file.bytes(packets.setup),
                width: header.width, height: header.height)
        } catch {
            throw PictureFault(error, "the animation cannot be opened")
        }
    }
}
