internal import Libav

/// The pictures of a GIF or an APNG file, each over the whole canvas: FFmpeg's decoders do what the
/// disposal methods ask for.
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

    /// What is wrong with a GIF's data, which its decoder passes over.
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

    /// What the decoder is given for a picture.
    ///
    /// FFmpeg paints what no picture covers with the background colour of the global colour table, browsers leave
    /// it transparent (GIF89a, 18, has no use for the colour beyond that). So each picture gets the table as one
    /// of its own, and the decoder sees no global one.
    private func packet(_ index: Int) -> [UInt8] {
        var packet = file.bytes(packets.pictures[index])
        guard let table = packets.colorTable, packets.descriptors.indices.contains(index),
            let start = packets.pictures[index].first?.lowerBound
        else { return packet }
        let flags = packets.descriptors[index] - start + 9
        if packet[flags] & 0x80 == 0 {
            // Three bits say how large the table is: 3 << (size + 1) bytes.
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
        // What a decoder remembers of the last picture would shine through the first one's holes.
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
