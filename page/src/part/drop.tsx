// An area to drop files into, folders too, with buttons for those who do not drag.

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";

export interface Dropped {
    readonly name: string; // with the folders it lay in, "card/202508.csv"
    readonly file: File;
}

const isHidden = (name: string): boolean => name.split("/").some((part) => part.startsWith(".") || part === "Thumbs.db");

function fileOf(entry: FileSystemFileEntry): Promise<File> {
    return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** All entries of a folder; a reader gives at most a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
    const reader = folder.createReader();
    const all: FileSystemEntry[] = [];
    for (;;) {
        const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
        if (some.length === 0) return all;
        all.push(...some);
    }
}

async function walk(entry: FileSystemEntry, found: Dropped[]): Promise<void> {
    const name = entry.fullPath.replace(/^\//, "");
    if (isHidden(name)) return;
    if (entry.isFile) found.push({ name, file: await fileOf(entry as FileSystemFileEntry) });
    else for (const below of await entriesOf(entry as FileSystemDirectoryEntry)) await walk(below, found);
}

async function droppedOf(data: DataTransfer): Promise<Dropped[]> {
    // Entries must be taken before the first await: the transfer is emptied after the event.
    const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
    const files = [...data.files];
    const found: Dropped[] = [];
    if (entries.some((entry) => entry !== null)) for (const entry of entries) if (entry) await walk(entry, found);
    if (found.length === 0) for (const file of files) found.push({ name: file.name, file });
    return found;
}

const chosenOf = (list: FileList | null): Dropped[] =>
    [...(list ?? [])]
        .map((file) => ({ name: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath, file }))
        .filter((one) => !isHidden(one.name));

interface DropProps {
    readonly onFiles: (files: Dropped[]) => void;
    readonly chooseText: string;
    readonly folderText?: string;
    readonly isSmall?: boolean;
    readonly accept?: string;
    readonly children?: ComponentChildren;
}

export function Drop({ onFiles, chooseText, folderText, isSmall, accept, children }: DropProps) {
    const [isOver, setOver] = useState(false);
    const files = useRef<HTMLInputElement>(null);
    const folder = useRef<HTMLInputElement>(null);
    const take = (list: Dropped[]): void => {
        if (list.length > 0) onFiles(list);
    };
    const chosen = (event: Event): void => {
        const input = event.currentTarget as HTMLInputElement;
        take(chosenOf(input.files));
        input.value = "";
    };
    return (
        <div
            class={"drop" + (isOver ? " over" : "") + (isSmall ? " small-drop" : "")}
            onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
                event.preventDefault();
                setOver(false);
                if (event.dataTransfer) void droppedOf(event.dataTransfer).then(take);
            }}
        >
            {children}
            <div class="buttons">
                <button type="button" class={isSmall ? "" : "main"} onClick={() => files.current?.click()}>{chooseText}</button>
                {folderText && <button type="button" onClick={() => folder.current?.click()}>{folderText}</button>}
            </div>
            <input ref={files} type="file" multiple hidden onChange={chosen} {...(accept ? { accept } : {})} />
            <input ref={(input) => {
                folder.current = input;
                input?.setAttribute("webkitdirectory", "");
            }} type="file" multiple hidden onChange={chosen} />
        </div>
    );
}

/** A file dropped beside the area must not replace the page by its contents. */
export function refuseStrayDrops(): void {
    for (const name of ["dragover", "drop"] as const) addEventListener(name, (event) => event.preventDefault());
}
